"""Writes the table of slots in rules/README.md anew from the packs (run it as python docs/slots.py).

A slot gets one line: the pack, what a match means where that is said (``value``), and an example that it matches.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

RULES = Path(__file__).resolve().parent.parent / "rules"
BEGIN = "<!-- slots: written by docs/slots.py -->"


def table() -> str:
    """Return the table of all slots in the order of the packs."""
    lines = []
    for path in sorted(RULES.glob("*.toml")):
        pack = tomllib.loads(path.read_text(encoding="utf-8"))
        slots: dict[str, list[dict[str, str]]] = {}
        for rule in pack.get("rule", []):
            slots.setdefault(rule["slot"], []).append(rule)
        if not slots:
            continue
        lines += [f"### {path.name}", "", pack["about"], "", "| slot | rules | values | matches, for example |"]
        lines += ["|---|---|---|---|"]
        for slot, rules in slots.items():
            values = ", ".join(dict.fromkeys(f"`{r['value']}`" for r in rules if r.get("value")))
            example = rules[0]["matches"][0].replace("|", "\\|").replace("\n", " ").strip()
            lines.append(f"| `{slot}` | {len(rules)} | {values} | {example} |")
        lines.append("")
    return "\n".join(lines)


def main() -> None:
    """Replace what stands after the mark in rules/README.md."""
    page = RULES / "README.md"
    head = page.read_text(encoding="utf-8").split(BEGIN)[0]
    page.write_text(f"{head}{BEGIN}\n\n{table()}", encoding="utf-8")


if __name__ == "__main__":
    main()
