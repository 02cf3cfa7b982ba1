"""Parts that do not go together are refused, and both are named."""

from typing import Any

import pulumi
import pytest

from components._base.bundle import Check, File, Part, Secret, Unit, join
from components._base.errors import ArgumentError


def refusal(*parts: Part) -> tuple[str, ...]:
    with pytest.raises(ArgumentError) as refused:
        join("app-1", parts)
    return refused.value.problems


@pytest.fixture
def secret() -> Any:
    return lambda path, **more: Secret(path, pulumi.Output.from_input("hidden"), **more)


def test_parts_that_go_together_are_taken_in_their_order() -> None:
    first = Part("ssh", files=(File("/etc/a", ""),), units=(Unit("a.service", ("/etc/a",)),))
    second = Part("docker", units=(Unit("b.service"),))
    assert [part.name for part in join("app-1", [first, second]).parts] == ["ssh", "docker"]


def test_a_path_in_two_parts_is_refused_with_both_names() -> None:
    parts = (Part("ssh", files=(File("/etc/a", ""),)), Part("docker", files=(File("/etc/a", "x"),)))
    assert refusal(*parts) == ("app-1.bundle.docker: file /etc/a is in part ssh already; one of them must go",)


def test_a_unit_in_two_parts_is_refused_with_both_names() -> None:
    parts = (Part("ssh", units=(Unit("a.service"),)), Part("docker", units=(Unit("a.service", state="masked"),)))
    assert refusal(*parts) == ("app-1.bundle.docker: unit a.service is in part ssh already; one of them must go",)


def test_two_parts_of_one_name_are_refused() -> None:
    assert refusal(Part("ssh"), Part("ssh")) == (
        "app-1.bundle.ssh: part ssh is in part ssh already; one of them must go",
    )


def test_a_unit_that_watches_what_is_not_there_is_refused() -> None:
    assert refusal(Part("ssh", units=(Unit("a.service", ("/etc/b",)),))) == (
        "app-1.bundle.ssh.a.service: watches /etc/b, which is in no part; add the file or drop the path",
    )


def test_a_check_of_a_staged_file_that_is_not_there_is_refused() -> None:
    check = Check(("/usr/sbin/nft", "-c", "-f", "{/etc/nftables.conf}"), "it would not load", "before")
    (line,) = refusal(Part("firewall", checks=(check,)))
    assert line.endswith("names /etc/nftables.conf, which is in no part; add the file")


def test_a_check_that_mends_a_unit_that_is_not_there_is_refused() -> None:
    (line,) = refusal(Part("firewall", checks=(Check(("true",), "it is ill", "after", unit="b.service"),)))
    assert line == "app-1.bundle.firewall: the check `true` has b.service mended, which is in no part; add the unit"


def test_what_is_too_large_is_refused_with_the_largest_part() -> None:
    (line,) = refusal(Part("small"), Part("large", files=(File("/etc/a", "ü" * 300_000),)))
    assert line == "app-1.bundle.large: all files are 600000 bytes, limit 524288; send data by other ways"


@pytest.mark.parametrize(
    ("part", "problem"),
    [
        (Part("ssh", files=(File("etc/a", ""),)), "ssh.etc/a: is relative; write the whole path"),
        (Part("ssh", files=(File("/etc/../a", ""),)), "is not the shortest way to write it; write /a"),
        (Part("ssh", files=(File("/etc/a b", ""),)), "holds a space or a control character"),
        (Part("ssh", files=(File("/etc/a\n", ""),)), "holds a space or a control character"),
        (Part("ssh", files=(File("/run/a", ""),)), "is no place for a file of a bundle"),
        (Part("ssh", files=(File("/run/arqora/secrets/a", ""),)), "is no place for a file of a bundle"),
        (Part("ssh", files=(File("/var/lib/arqora/bundle.json", ""),)), "the host's program owns it"),
        (Part("ssh", files=(File("/etc/a", "\0"),)), "holds a zero byte; a bundle has texts only"),
        (Part("ssh", files=(File("/etc/a", "", owner="root:root"),)), "'root:root' is no name of a user or group"),
        (Part("ssh", files=(File("/etc/a", "", mode=0o10000),)), "mode 10000 is none; the highest is 7777"),
        (Part("ssh", packages=("curl; reboot",)), "'curl; reboot' is no name of a Debian package"),
        (Part("ssh", packages=("--purge",)), "'--purge' is no name of a Debian package"),
        (Part("ssh", units=(Unit("ssh"),)), "'ssh' is no name of a unit, such as ssh.service"),
        (
            Part(
                "SSH",
            ),
            "'SSH': is no name; use letters, digits and hyphens",
        ),
        (Part("ssh", checks=(Check((), "x", "after"),)), "has no words"),
        (Part("ssh", checks=(Check(("a\nb",), "x", "after"),)), "the check `a\\nb` holds an empty word or a control"),
        (Part("ssh", checks=(Check(("a",), "x", "after", 900),)), "may take 900 s; the limits are 1 and 300"),
        (
            Part("ssh", files=(File("/etc/a", ""),), checks=(Check(("a", "{/etc/a}"), "x", "after"),)),
            "names a staged file after the swap; write the path without braces",
        ),
    ],
)
def test_a_part_that_is_wrong_by_itself_is_refused(part: Part, problem: str) -> None:
    assert any(problem in line for line in refusal(part)), refusal(part)


@pytest.mark.parametrize(
    ("path", "more", "problem"),
    [
        ("/etc/key", {}, "is no place for a secret; put it below /run/arqora/secrets/, which is in memory"),
        ("/run/arqora/secrets/../key", {}, "is not the shortest way to write it; write /run/arqora/key"),
        ("/run/arqora/secrets/key", {"mode": 0o644}, "mode 0644 lets everybody on the host read it; use 0600 or 0640"),
    ],
)
def test_a_secret_outside_memory_or_open_to_all_is_refused(
    secret: Any, path: str, more: dict[str, int], problem: str
) -> None:
    assert any(problem in line for line in refusal(Part("ssh", secrets=(secret(path, **more),))))
