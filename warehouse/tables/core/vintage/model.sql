-- One row per vintage that figures came in: its place and how final it is, by its name or by a word in it. A name that
-- meets no rule is a published one, and its date orders it.
with received as (
    select distinct vintage_id
    from stage.observation
)

select
    received.vintage_id,
    rule.vintage_rule_id,
    coalesce(rule.ordinal, 10) as ordinal,
    coalesce(rule.status, 'published') as status,
    case when rule.vintage_rule_id = received.vintage_id then rule.title_zh else received.vintage_id end as title_zh,
    case when rule.vintage_rule_id = received.vintage_id then rule.title_en else received.vintage_id end as title_en,
    rule.note_en
from received
left join core.vintage_rule as rule
    on rule.vintage_rule_id = received.vintage_id or regexp_matches(received.vintage_id, rule.name_pattern)
qualify row_number() over (partition by received.vintage_id order by rule.rank) = 1
order by vintage_id
