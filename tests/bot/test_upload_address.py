"""Where a file may be sent: addresses that come in from outside, and what they pretend to be."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.filing.errors import ForeignAddress
from bot.filing.upload_address import check_address

HOSTS = ("sharepoint.com",)


@pytest.mark.parametrize(
    "address",
    [
        "https://bradford-my.sharepoint.com/personal/chair/_api/v2.0/drive/items/1/uploadSession?guid=2",
        "https://bradford-my.SHAREPOINT.com:443/x",
        "https://sharepoint.com/x",
    ],
)
def test_the_councils_onedrive_is_taken(address: str) -> None:
    check_address(address, HOSTS)


@pytest.mark.parametrize(
    "address",
    [
        "http://bradford-my.sharepoint.com/x",
        "https://bradford-my.sharepoint.com:8443/x",
        "https://bradford-my.sharepoint.com:99999/x",
        "https://sharepoint.com.attacker.example/x",
        "https://evilsharepoint.com/x",
        "https://attacker.example/?bradford-my.sharepoint.com",
        "https://attacker.example#.sharepoint.com",
        "https://attacker.example\\.sharepoint.com/x",
        "https://bradford-my.sharepoint.com@attacker.example/x",
        "https://user:word@bradford-my.sharepoint.com/x",
        "https://bradford-my.sharepoint.com /x",
        "https://bradford-my.sharepoint.com\n/x",
        "https://127.0.0.1/x",
        "http://127.0.0.1:3978/metrics",
        "https://[::1]/x",
        "https://169.254.169.254/latest/meta-data",
        "http://localhost/x",
        "https://[broken/x",
        "file:///etc/passwd",
        "//bradford-my.sharepoint.com/x",
        "",
    ],
)
def test_what_only_looks_like_it_is_not(address: str) -> None:
    with pytest.raises(ForeignAddress):
        check_address(address, HOSTS)


def test_a_host_on_this_machine_is_taken_only_when_it_is_named() -> None:
    check_address("http://127.0.0.1:5000/x", (*HOSTS, "127.0.0.1"))
    for address in ("http://127.0.0.2:5000/x", "http://10.0.0.1/x", "https://1.127.0.0.1/x"):
        with pytest.raises(ForeignAddress):
            check_address(address, (*HOSTS, "127.0.0.1"))


@settings(max_examples=60)
@given(st.from_regex(r"[a-z0-9.-]{1,30}", fullmatch=True), st.sampled_from(["/x", ":443/x", "?x", "#x", ""]))
def test_any_other_host_is_refused(host: str, rest: str) -> None:
    name = host.rstrip(".")
    if name == "sharepoint.com" or name.endswith(".sharepoint.com"):
        return
    with pytest.raises(ForeignAddress):
        check_address(f"https://{host}{rest}", HOSTS)
