"""Plans the arguments `unit` and `lang` of a field."""

from __future__ import annotations

from graph.declare.nouns import Noun
from graph.declare.quantities import Lang
from graph.planning.selection import TYPENAME, Selected
from warehouse.query.plan import Constant, Conversion, Object, Output, Translated


def conversion_of(noun: Noun, field: Selected) -> Conversion | None:
    """The conversion to the requested unit; None without one, or if all values are stored in it."""
    wanted = field.arguments.get("unit")
    if wanted is None:
        return None
    unit = noun.units[field.name]
    factors = unit.factors(wanted.value)
    if unit.column is None and all(factor == 1 for _, factor in factors):
        return None
    return Conversion(factors, unit.column)


def translation_of(noun: Noun, field: Selected) -> Output:
    """A text in the requested language, with the other one as fallback."""
    zh, en = noun.translated[field.name]
    languages = ((Lang.ZH.name, zh), (Lang.EN.name, en))
    if field.arguments.get("lang") is Lang.EN:
        languages = languages[::-1]
    return Object(
        field.key,
        tuple(
            Constant(part.key, part.type_name) if part.name == TYPENAME else Translated(part.key, languages, part.name)
            for part in field.fields
        ),
    )
