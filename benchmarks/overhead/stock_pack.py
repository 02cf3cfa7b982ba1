"""A policy pack as the SDK makes it, with one rule that does nothing: what any pack costs."""

from pulumi_policy import EnforcementLevel, PolicyPack, ResourceValidationArgs, ResourceValidationPolicy


def nothing(args: ResourceValidationArgs, report: object) -> None:
    """Accept everything."""
    del args, report


PolicyPack(
    name="stock",
    enforcement_level=EnforcementLevel.MANDATORY,
    policies=[ResourceValidationPolicy(name="nothing", description="accepts everything", validate=nothing)],
)
