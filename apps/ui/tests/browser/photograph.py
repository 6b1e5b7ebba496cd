"""Sizes to look at, and pictures of them."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Page, expect

# Whether nothing has changed its size since the two looks before.
_STANDS_STILL = """() => {
  const sizes = [...document.querySelectorAll("html, [data-testid]")].map(({ scrollWidth, scrollHeight }) =>
    `${scrollWidth} ${scrollHeight}`).join()
  const { sizes: before, looks } = window.slipwayLook ?? {}
  window.slipwayLook = { sizes, looks: sizes === before ? looks + 1 : 0 }
  return window.slipwayLook.looks >= 2
}"""


@dataclass(frozen=True)
class Screen:
    """A size and a colour scheme."""

    width: int
    height: int
    scheme: Literal["light", "dark"]

    def __str__(self) -> str:
        return f"{self.width}-{self.scheme}"


SCREENS = (Screen(390, 844, "light"), Screen(768, 1024, "dark"), Screen(1440, 900, "light"))


class Photograph:
    """Keeps pictures for the documentation if SLIPWAY_SCREENSHOTS names a folder; checks the layout in any case."""

    def __init__(self, page: Page, screen: Screen) -> None:
        self._page, self._screen = page, screen

    def __call__(self, name: str) -> None:
        page = self._page
        page.mouse.move(0, 0)  # no button looks pointed at
        expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
        page.wait_for_function(_STANDS_STILL, polling=100)
        overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert overflow <= 0, f"the page is {overflow} px too wide"
        assert "Traceback" not in page.content()
        folder = os.environ.get("SLIPWAY_SCREENSHOTS")
        if folder:
            page.wait_for_timeout(700)  # charts move into place
            target = Path(folder) / f"ui-{name}-{self._screen.width}.png"
            target.parent.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=target)
            # A quarter of the size, and nobody sees the difference.
            Image.open(target).convert("RGB").quantize(256, dither=Image.Dither.NONE).save(target, optimize=True)
