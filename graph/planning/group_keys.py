"""Group keys: the argument `by` as keys of a plan, and the fields selected under `key`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graph.declare.grouping import Grain
from graph.declare.nouns import NOUNS, Noun, at_any_depth, is_optional, schema_name
from graph.planning.node_ids import key_columns
from graph.planning.selection import TYPENAME, Selected
from graph.planning.units_and_language import conversion_of
from warehouse.errors import InvalidArgument, LimitExceeded
from warehouse.query.conditions import AllOf, AnyOf, Comparison, Negation, OrderBy, Predicate, Reaching, Related, Within
from warehouse.query.plan import Column, Constant, DrillKey, GroupKey, Identity, Object, Output, Time

MOST_KEYS = 5


@dataclass(frozen=True)
class GroupKeys:
    """The keys of the groups of a noun, in order. `path` is the field `groups`, for errors."""

    noun: Noun
    keys: tuple[GroupKey, ...]
    path: str

    @property
    def names(self) -> frozenset[str]:
        return frozenset(key.name for key in self.keys)

    @property
    def columns(self) -> frozenset[str]:
        """The own columns that are keys."""
        return frozenset(key.column for key in self.keys if key.relation is None and key.grain is None)

    def is_name(self, name: str) -> bool:
        """Whether the key is ordered by pinyin."""
        return any(key.name == name and key.column in self._noun_of(key).names for key in self.keys)

    def _noun_of(self, key: GroupKey) -> Noun:
        return self.noun if key.relation is None else NOUNS[self.noun.relations[key.relation].target]

    @property
    def grain(self) -> str | None:
        return next((key.grain for key in self.keys if key.grain is not None), None)

    def order_columns(self) -> tuple[OrderBy, ...]:
        """The grouped columns, as columns of an order."""
        return tuple(OrderBy(key.column, relation=key.relation) for key in self.keys)

    def check_has(self, field: Selected) -> None:
        """Raises InvalidArgument for a selected column that is not a key."""
        if field.name not in self.columns:
            raise self.missing(field.path, field.name, _own(field.name))

    def column(self, key: str, name: str) -> Column:
        """A column under a response key."""
        return _column(self.noun, key, name)

    def related(self, field: Selected) -> Output:
        """The selected columns of a related row, if the rows are grouped by them."""
        relation, target = field.name, NOUNS[self.noun.relations[field.name].target]
        named = {key.column: key.name for key in self.keys if key.relation == relation}
        if not named:
            column = self.noun.source_column(relation)
            selected = [_of(relation, inner.name) for inner in field.fields if inner.name in target.columns]
            raise self.missing(field.path, column, _own(column), *selected[:1])
        outputs: list[Output] = []
        for inner in field.fields:
            if inner.name == TYPENAME:
                outputs.append(Constant(inner.key, inner.type_name))
            elif inner.name == "id":
                outputs.append(_identity(target, inner.key, named))
            elif inner.name in named:
                outputs.append(_converted(target, inner, _column(target, inner.key, inner.name, named[inner.name])))
            else:
                of_it = [_of(relation, inner.name)] if inner.name in target.columns else []
                whole = _own(self.noun.source_column(relation))
                raise self.missing(inner.path, f"{relation}:{inner.name}", *of_it, whole)
        # A subtotal may lack some of the columns: without a non-null column the related row is null.
        needs = tuple(
            named[name]
            for name in dict.fromkeys(inner.name for inner in field.fields)
            if name in named and not is_optional(target.columns[name])
        )
        return Object(field.key, tuple(outputs), tuple(named.values()), needs)

    def drill_keys(self) -> tuple[DrillKey, ...]:
        """The keys as fields of a filter."""
        return tuple(self._drill_key(key) for key in self.keys)

    def _drill_key(self, key: GroupKey) -> DrillKey:
        own = schema_name(key.column)
        if key.grain is not None:
            return DrillKey((own,), Time("", key.grain))
        if key.relation is None:
            return DrillKey((own,), self.column("", key.column))
        return DrillKey((schema_name(key.relation), own), _column(self._noun_of(key), "", key.column, key.name))

    def condition(self, predicate: Predicate) -> Predicate:
        """Translates a predicate on rows to one on groups. Raises InvalidArgument for columns that are not keys."""
        match predicate:
            case AllOf(parts):
                return AllOf(tuple(self.condition(part) for part in parts))
            case AnyOf(parts):
                return AnyOf(tuple(self.condition(part) for part in parts))
            case Negation(part):
                return Negation(self.condition(part))
            case Comparison(column, operator, value):
                return Comparison(self.named(column), operator, value)
            case Related(relation, part):
                if self.noun.source_column(relation) in self.columns:
                    return predicate
                return self._related_condition(relation, part)
            case Within():
                raise self.missing(self.path, "within")
            case Reaching(relation):
                raise self.missing(self.path, at_any_depth(relation))

    def _related_condition(self, relation: str, predicate: Predicate) -> Predicate:
        match predicate:
            case AllOf(parts):
                return AllOf(tuple(self._related_condition(relation, part) for part in parts))
            case AnyOf(parts):
                return AnyOf(tuple(self._related_condition(relation, part) for part in parts))
            case Negation(part):
                return Negation(self._related_condition(relation, part))
            case Comparison(column, operator, value):
                return Comparison(self.named(f"{relation}:{column}"), operator, value)
            case Related(name) | Within(name) | Reaching(name):
                raise self.missing(self.path, f"{relation}:{name}", _own(self.noun.source_column(relation)))

    def named(self, name: str) -> str:
        """The name, if it is a key. Raises InvalidArgument otherwise."""
        if name not in self.names:
            relation, _, column = name.rpartition(":")
            raise self.missing(self.path, name, _of(relation, column) if relation else _own(column))
        return name

    def missing(self, path: str, name: str, *keys: str) -> InvalidArgument:
        """The refusal of what is no key; `keys` are those of which one would have to be in `by`."""
        shown = schema_name(name)
        return InvalidArgument(
            f"{path}: the groups are not grouped by {shown}.",
            f"Add {' or '.join(keys)} to 'by'." if keys else "Use conditions on the keys.",
            zh=f"分组键不含 {shown}。"
            + (f"请在 by 中加入 {' 或 '.join(keys)}。" if keys else "请改用分组键上的条件。"),
        )


def read_keys(noun: Noun, by: Sequence[Mapping[str, Any]], path: str) -> GroupKeys:
    """The distinct keys of `by`. Raises InvalidArgument or LimitExceeded."""
    keys = {key.name: key for key in _keys_in(by, path)}
    if not keys:
        raise InvalidArgument(f"{path}: 'by' is empty.", "Name a column to group by.")
    if len(keys) > MOST_KEYS:
        raise LimitExceeded(f"{path}: 'by' has {len(keys)} keys; at most {MOST_KEYS} are allowed.")
    return GroupKeys(noun, tuple(keys.values()), path)


def _keys_in(by: Sequence[Mapping[str, Any]], path: str) -> Iterator[GroupKey]:
    has_time = False
    for key in by:
        named = [(name, word) for name, word in key.items() if word is not None]
        if len(named) != 1:
            raise InvalidArgument(f"{path}: 'by' has a key with {len(named)} fields; each key names one.")
        name, word = named[0]
        if isinstance(word, Grain):
            if has_time:
                raise InvalidArgument(f"{path}: 'by' has more than one period.", "Group by one date.")
            has_time = True
            yield GroupKey(name, grain=str(word.value))
        else:
            yield GroupKey(word.value, None if name == "field" else name)


def _own(column: str) -> str:
    """A column of the noun as a value of `by`."""
    return f"{{ field: {column.upper()} }}"


def _of(relation: str, column: str) -> str:
    """A column of a related row as a value of `by`."""
    return f"{{ {schema_name(relation)}: {column.upper()} }}"


def _identity(noun: Noun, key: str, named: Mapping[str, str]) -> Identity:
    """The id of a related row; of one that the groups know by other columns than its key, an id of their values.

    Relay and Apollo add `id` to every selection and store objects under it. An id of values differs from that of every
    row, and `node` refuses it.
    """
    own = key_columns(noun)
    if set(own) <= named.keys():
        return Identity(key, noun.name, tuple(named[column] for column in own))
    return Identity(key, f"{noun.name}_by_{'_'.join(named)}", tuple(named.values()))


def _converted(noun: Noun, field: Selected, column: Column) -> Column:
    """The column in the requested unit. Raises InvalidArgument if the unit differs by row."""
    conversion = conversion_of(noun, field)
    if conversion is not None and conversion.unit_column is not None:
        raise InvalidArgument(f"{field.path}: rows of a group may have different units.", "Leave 'unit' out.")
    return replace(column, conversion=conversion)


def _column(noun: Noun, key: str, name: str, stands_as: str | None = None) -> Column:
    return Column(key, stands_as or name, noun.words.get(name, ()), name in noun.texts)
