"""What an action may be told: the shapes of the API reference, rulesets (cloudflare-python 5.9.0, `types/rulesets`)."""

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, StrictStr, model_validator

Text = Annotated[StrictStr, Field(min_length=1)]
Id = Annotated[StrictStr, Field(pattern=r"^[0-9a-f]{32}$")]
Seconds = Annotated[StrictInt, Field(ge=0)]


class Parameters(BaseModel):
    """What no action has is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class CustomResponse(Parameters):
    """What a blocked visitor gets."""

    content: Text
    content_type: Literal["application/json", "text/html", "text/plain", "text/xml"]
    status_code: Annotated[StrictInt, Field(ge=400, le=499)]


class Block(Parameters):
    """`block`."""

    response: CustomResponse | None = None


class Nothing(Parameters):
    """Actions that need nothing."""


class Override(Parameters):
    """What is different for some rules of a managed ruleset."""

    action: Text | None = None
    enabled: StrictBool | None = None
    sensitivity_level: Literal["default", "medium", "low", "eoff"] | None = None

    @model_validator(mode="after")
    def says_something(self) -> Self:
        """Refuse one that changes nothing."""
        if not self.model_fields_set - {"id", "category"}:
            raise ValueError("an override must set something")
        return self


class CategoryOverride(Override):
    """For a category."""

    category: Text


class RuleOverride(Override):
    """For a rule."""

    id: Id
    score_threshold: StrictInt | None = None


class Overrides(Override):
    """For all rules, for categories and for single rules."""

    categories: list[CategoryOverride] | None = None
    rules: list[RuleOverride] | None = None


class Execute(Parameters):
    """`execute`."""

    id: Id
    overrides: Overrides | None = None
    version: Literal["latest"] | None = None


class Skip(Parameters):
    """`skip`."""

    phase: Literal["current"] | None = None
    phases: list[Text] | None = None
    products: list[Text] | None = None
    rules: dict[Id, list[Id]] | None = None
    ruleset: Literal["current"] | None = None
    rulesets: list[Id] | None = None

    @model_validator(mode="after")
    def says_something(self) -> Self:
        """Refuse one that skips nothing, or the same in two ways."""
        if not self.model_fields_set:
            raise ValueError("a skip must name what it skips")
        if self.rulesets and (self.ruleset or self.phases):
            raise ValueError("rulesets excludes ruleset and phases")
        return self


class Computed(Parameters):
    """A text, or an expression that makes one."""

    value: Text | None = None
    expression: Text | None = None

    @model_validator(mode="after")
    def is_one(self) -> Self:
        """Refuse both and neither."""
        if (self.value is None) == (self.expression is None):
            raise ValueError("exactly one of value and expression")
        return self


class FromValue(Parameters):
    """Where a request is sent to."""

    target_url: Computed
    status_code: Literal[301, 302, 303, 307, 308] | None = None
    preserve_query_string: StrictBool | None = None


class Redirect(Parameters):
    """`redirect`, of a zone: lists belong to accounts."""

    from_value: FromValue


class Header(Parameters):
    """What becomes of one header."""

    operation: Literal["add", "set", "remove"]
    value: Text | None = None
    expression: Text | None = None

    @model_validator(mode="after")
    def has_what_it_needs(self) -> Self:
        """Refuse a value for one that goes, and none or two for one that comes."""
        given = [each for each in (self.value, self.expression) if each is not None]
        if len(given) != (0 if self.operation == "remove" else 1):
            raise ValueError("exactly one of value and expression for add and set, neither for remove")
        return self


class RewriteHeaders(Parameters):
    """`rewrite`, in the phases of headers."""

    headers: Annotated[dict[Text, Header], Field(min_length=1)]


class Address(Parameters):
    """Parts of an address."""

    path: Computed | None = None
    query: dict[str, Any] | None = None


class RewriteAddress(Parameters):
    """`rewrite`, in the phase of addresses."""

    uri: Address


class Ttl(Parameters):
    """How long something is kept."""

    mode: Literal["respect_origin", "bypass_by_default", "override_origin"]
    default: Seconds | None = None

    @model_validator(mode="after")
    def fits(self) -> Self:
        """Refuse an overriding one that does not say how long."""
        if (self.mode == "override_origin") != (self.default is not None):
            raise ValueError("default belongs to the mode override_origin, which needs it")
        return self


class BrowserTtl(Ttl):
    """In a browser."""

    mode: Literal["respect_origin", "bypass_by_default", "override_origin", "bypass"]  # type: ignore[assignment]


class EdgeTtl(Ttl):
    """At the edge."""

    status_code_ttl: list[dict[str, Any]] | None = None


class CacheSettings(Parameters):
    """`set_cache_settings`."""

    cache: StrictBool | None = None
    edge_ttl: EdgeTtl | None = None
    browser_ttl: BrowserTtl | None = None
    cache_key: dict[str, Any] | None = None
    serve_stale: dict[str, StrictBool] | None = None
    additional_cacheable_ports: list[StrictInt] | None = None
    origin_cache_control: StrictBool | None = None
    origin_error_page_passthru: StrictBool | None = None
    respect_strong_etags: StrictBool | None = None
    read_timeout: StrictInt | None = None


class Config(Parameters):
    """`set_config`, as far as it is about what the emulator has."""

    automatic_https_rewrites: StrictBool | None = None
    bic: StrictBool | None = None
    disable_apps: Literal[True] | None = None
    disable_rum: Literal[True] | None = None
    disable_zaraz: Literal[True] | None = None
    email_obfuscation: StrictBool | None = None
    fonts: StrictBool | None = None
    hotlink_protection: StrictBool | None = None
    opportunistic_encryption: StrictBool | None = None
    rocket_loader: StrictBool | None = None
    security_level: Literal["off", "essentially_off", "low", "medium", "high", "under_attack"] | None = None
    ssl: Literal["off", "flexible", "full", "strict", "origin_pull"] | None = None


SHAPES: dict[str, type[Parameters]] = {
    "block": Block,
    "execute": Execute,
    "skip": Skip,
    "redirect": Redirect,
    "set_cache_settings": CacheSettings,
    "set_config": Config,
}
"""By action; `rewrite` depends on the phase, all others take nothing."""
