"""The results as a picture: two bars for times and two for calls, a line for each scenario."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from bench.figures import Scenario, percentile

_WIDTH, _NAME_WIDTH, _GAP, _MARGIN = 960, 270, 40, 24
_LINE, _BAR, _TOP = 46, 13, 96
_PANEL = (_WIDTH - 2 * _MARGIN - _NAME_WIDTH - _GAP) / 2
# Room for the figure behind the longest bar.
_LABEL = 56

# Told apart by lightness too, for those who do not see the colours.
_DARK, _LIGHT = "#1d4e89", "#8fb8de"
_DARK2, _LIGHT2 = "#9c3d10", "#f0b48a"


def svg(scenarios: Sequence[Scenario], title: str) -> str:
    """One self-contained SVG; every bar has its figure beside it."""
    height = _TOP + _LINE * len(scenarios) + _MARGIN
    left, right = _MARGIN + _NAME_WIDTH, _MARGIN + _NAME_WIDTH + _PANEL + _GAP
    times = [_times(scenario) for scenario in scenarios]
    calls = [
        (scenario.calls / scenario.objects, scenario.writes / scenario.objects)
        for scenario in scenarios
    ]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
        f'font-family="system-ui, sans-serif" font-size="13">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>',
        _text(_MARGIN, 34, title, size=18, weight="bold"),
        *_head(left, "Seconds", ((_DARK, "p50, or in all"), (_LIGHT, "p95"))),
        *_head(right, "AWS calls for each object", ((_DARK2, "all"), (_LIGHT2, "writes"))),
    ]
    for i, scenario in enumerate(scenarios):
        y = _TOP + i * _LINE
        parts.append(_text(_MARGIN, y + 19, scenario.name))
        parts += _bars(left, y, times[i], _largest(times), (_DARK, _LIGHT), "{:.2f} s")
        parts += _bars(right, y, calls[i], _largest(calls), (_DARK2, _LIGHT2), "{:.1f}")
    return "\n".join([*parts, "</svg>", ""])


def _times(scenario: Scenario) -> tuple[float | None, float | None]:
    if scenario.latencies:
        return percentile(scenario.latencies, 50), percentile(scenario.latencies, 95)
    return scenario.seconds, None


def _largest(pairs: Sequence[tuple[float | None, ...]]) -> float:
    return max((value for pair in pairs for value in pair if value), default=1.0)


def _bars(x, y, values, largest, colours, form) -> list[str]:
    parts = []
    for i, (value, colour) in enumerate(zip(values, colours)):
        if value is None:
            continue
        top = y + 2 + i * (_BAR + 2)
        length = (_PANEL - _LABEL) * value / largest
        parts.append(_rectangle(x, top, length, _BAR, colour))
        parts.append(_text(x + length + 6, top + 11, form.format(value), size=11))
    return parts


def _head(x: float, label: str, legend: Sequence[tuple[str, str]]) -> list[str]:
    parts = [_text(x, 62, label, weight="bold")]
    for colour, name in legend:
        parts.append(f'<rect x="{x:.0f}" y="73" width="10" height="10" rx="2" fill="{colour}"/>')
        parts.append(_text(x + 15, 82, name, size=11))
        x += 30 + 7 * len(name)
    return parts


def _text(x: float, y: float, text: str, size: int = 13, weight: str = "normal") -> str:
    style = f'font-size="{size}" font-weight="{weight}" fill="#1b1b1b"'
    return f'<text x="{x:.0f}" y="{y:.0f}" {style}>{escape(text)}</text>'


def _rectangle(x: float, y: float, width: float, height: float, colour: str) -> str:
    box = f'x="{x:.0f}" y="{y:.0f}" width="{width:.1f}" height="{height:.0f}"'
    return f'<rect {box} rx="2" fill="{colour}"/>'
