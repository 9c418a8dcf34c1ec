"""Hosts by one name each, and which addresses are the public web's."""

from __future__ import annotations

import ipaddress
from urllib.parse import SplitResult, urlsplit

_USUAL_PORTS = {"http": 80, "https": 443}
_V6_UNICAST = ipaddress.IPv6Network("2000::/3")
_V6_PROTOCOLS = tuple(map(ipaddress.IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")))
"""Teredo, ORCHID, benchmarks, examples, 6to4: none is a web host, and some carry another address inside."""
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_V4_OTHERS = tuple(map(ipaddress.IPv4Network, ("192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15")))
"""Protocol assignments, 6to4 relays, benchmarks."""


def normal_url(url: str) -> str:
    """Return an address as one is told from another: no user, the host in one form, no needless port, no fragment.

    Raises ValueError for what is no address.

    >>> normal_url("HTTP://user@EXAMPLE.org.:80/a?b#c"), normal_url("https://bücher.example:8443")
    ('http://example.org/a?b', 'https://xn--bcher-kva.example:8443/')
    """
    parts = urlsplit(url.strip())
    return parts._replace(
        scheme=parts.scheme.lower(), netloc=_netloc(parts), path=parts.path or "/", fragment=""
    ).geturl()


def host_of(url: str) -> str:
    """Return the host of an address in one form, whatever user, port or case it is written with.

    >>> host_of("https://u@WWW.Example.org.:444/a"), host_of("http://[::1]/")
    ('www.example.org', '::1')
    """
    name = (urlsplit(url.strip()).hostname or "").rstrip(".")
    try:
        return ipaddress.ip_address(name).compressed
    except ValueError:
        return name.encode("idna").decode("ascii").lower() if not name.isascii() else name.lower()


def machine_of(url: str) -> str:
    """Return what limits are counted by: the host, this machine by one name however it is written.

    >>> machine_of("http://127.0.0.1:81/"), machine_of("http://[::1]/"), machine_of("http://LocalHost/a")
    ('localhost', 'localhost', 'localhost')
    """
    host = host_of(url)
    try:
        return "localhost" if ipaddress.ip_address(host).is_loopback else host
    except ValueError:
        return "localhost" if host.endswith(".localhost") else host


def origin_of(url: str) -> str:
    """Return scheme, host and port of an address, for which one robots.txt speaks.

    >>> origin_of("http://u@LOCALHOST:80/a"), origin_of("http://localhost:81/")
    ('http://localhost/', 'http://localhost:81/')
    """
    parts = urlsplit(url.strip())
    return f"{parts.scheme.lower()}://{_netloc(parts)}/"


def _netloc(parts: SplitResult) -> str:
    host, port = host_of(parts.geturl()), parts.port
    if not host:
        raise ValueError("no host")
    named = f"[{host}]" if ":" in host else host
    return named if port is None or port == _USUAL_PORTS.get(parts.scheme.lower()) else f"{named}:{port}"


def is_public(address: str) -> bool:
    """Return whether an address is one of the public web, by what it is: no own, private, shared or special one.

    >>> is_public("93.184.215.14"), is_public("127.0.0.1"), is_public("64:ff9b::7f00:1"), is_public("224.0.0.1")
    (True, False, False, False)
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv4Address):
        return ip.is_global and not ip.is_multicast and not any(ip in net for net in _V4_OTHERS)
    if ip.ipv4_mapped is not None:
        return is_public(str(ip.ipv4_mapped))
    if ip in _NAT64:  # how a network without IPv4 reaches it: what counts is the address inside
        return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
    return ip in _V6_UNICAST and ip.is_global and not any(ip in net for net in _V6_PROTOCOLS)
