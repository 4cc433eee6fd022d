from __future__ import annotations

import re

from graph.types.vocabulary.reasons import Reason as ReasonOfTheApi
from warehouse.measures.reason import Reason


def test_every_reason_has_both_languages_and_its_stored_word_is_its_name() -> None:
    assert [reason for reason in Reason if reason.value != reason.name.lower()] == []
    assert [
        reason for reason in Reason if not reason.en.endswith(".") or not re.search("[\u4e00-\u9fff]", reason.zh)
    ] == []
    assert len({reason.zh for reason in Reason}) == len(Reason)


def test_the_api_has_the_same_reasons() -> None:
    assert list(ReasonOfTheApi.__members__) == [reason.name for reason in Reason]
