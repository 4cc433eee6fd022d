"""Plans the field `explanation` of a row."""

from __future__ import annotations

from graph.declare.nouns import Noun
from graph.planning.selection import TYPENAME, Selected
from warehouse.measures.explanations import Explanation, pieces_of
from warehouse.query.access import Admitted
from warehouse.query.plan import Constant, FilledTemplate, Object, Output


def explanation_of(noun: Noun, table: Admitted, field: Selected) -> Output:
    """The texts that the row explains itself with; each reads the columns that it names."""
    explanation = noun.explanation
    if explanation is None:
        raise TypeError(f"{noun.name} has no explanation.")
    with field.named():
        return Object(field.key, tuple(_part(explanation, table, part) for part in field.fields))


def _part(explanation: Explanation, table: Admitted, part: Selected) -> Output:
    if part.name == TYPENAME:
        return Constant(part.key, part.type_name)
    if part.name == "definition":
        return FilledTemplate(part.key, (((explanation.definition, None),),))
    told = FilledTemplate(part.key, tuple(pieces_of(line) for line in explanation.templates[part.name]))
    for name in told.columns:
        table.column(name)
    return told
