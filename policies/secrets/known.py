"""Tokens of other vendors, as a maintained detector knows them: docs/decisions/59.

Its plugins are asked in this process, line by line, for what they recognise: no network, no files, no settings. Those
that go by names or by randomness alone are left out, because they take digests and public keys for secrets.
"""

import logging
import warnings
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import NamedTuple, Protocol


class Plugin(NamedTuple):
    """One plugin of the detector."""

    module: str
    name: str
    kind: str
    shortest: int
    """Characters of its shortest match; below that the plugin is not even loaded."""
    hints: tuple[str, ...]
    """Lower-case texts, one of which is in every match: looking for them first is a hundred times faster."""

    def may_match(self, lowered: str) -> bool:
        """Tell whether it is worth asking about a text in lower case."""
        return len(lowered) >= self.shortest and any(hint in lowered for hint in self.hints)


class _Detector(Protocol):
    def analyze_string(self, string: str) -> Iterator[str]:
        """Yield the secrets in a line."""


PLUGINS = (
    Plugin("artifactory", "ArtifactoryDetector", "an Artifactory key", 13, ("akc", "artif", "jfrog", "buildkit")),
    Plugin("aws", "AWSKeyDetector", "an AWS key", 20, ("akia", "asia", "abia", "acca", "a3t", "aws")),
    Plugin("discord", "DiscordBotTokenDetector", "a Discord token", 59, (".",)),
    Plugin("github_token", "GitHubTokenDetector", "a GitHub token", 40, ("ghp_", "gho_", "ghu_", "ghs_", "ghr_")),
    Plugin("jwt", "JwtTokenDetector", "a JSON web token", 6, ("eyj",)),
    Plugin("mailchimp", "MailchimpDetector", "a Mailchimp key", 36, ("-us",)),
    Plugin("npm", "NpmDetector", "an npm token", 40, ("npm", "_authtoken")),
    Plugin("sendgrid", "SendGridDetector", "a SendGrid key", 69, ("sg.",)),
    Plugin("slack", "SlackDetector", "a Slack token", 8, ("xox", "hooks.slack.com")),
    Plugin("square_oauth", "SquareOAuthDetector", "a Square secret", 50, ("sq0csp-",)),
    Plugin("stripe", "StripeDetector", "a Stripe key", 32, ("k_live_",)),
    Plugin("twilio", "TwilioKeyDetector", "a Twilio key", 34, ("ac", "sk")),
)


def known(text: str, lowered: str) -> Iterator[tuple[int, str]]:
    """Yield the line, from 1, and the kind of each token.

    Args:
        text: what to look through.
        lowered: the same in lower case.

    """
    asked = [plugin for plugin in PLUGINS if plugin.may_match(lowered)]
    if asked:
        for number, line in enumerate(text.split("\n"), start=1):
            low = line.lower()
            for plugin in asked:
                if plugin.may_match(low) and any(True for _ in detector(plugin).analyze_string(line)):
                    yield number, plugin.kind


@cache
def detector(plugin: Plugin) -> _Detector:
    """Return a plugin of the detector; imported when it is first needed, because that takes longer than all else."""
    before = warnings.showwarning
    module = import_module(f"detect_secrets.plugins.{plugin.module}")
    if warnings.showwarning is not before:
        logging.captureWarnings(capture=False)  # importing it sends the whole process's warnings into its own log
    found: _Detector = getattr(module, plugin.name)()
    return found
