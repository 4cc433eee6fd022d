-- group: reference
-- access: closed
create table core.vintage (
    vintage_id      varchar not null,
    vintage_rule_id varchar,
    ordinal         integer not null,
    status          varchar not null,
    title_zh        varchar not null,
    title_en        varchar not null,
    note_en         varchar,
    primary key (vintage_id)
);
comment on table core.vintage is 'Releases of figures, by name: their finality, and which of them replaces which. 中文：各数据版本：确定程度及替代顺序';
comment on column core.vintage.vintage_id is 'Name of the vintage, as observations carry it. 中文：版本名称，与观测值所载一致';
comment on column core.vintage.vintage_rule_id is 'Rule of core.vintage_rule for its rank; null for an unknown name: it counts as published. 中文：确定其次序的规则，无规则者按公布数处理，为空';
comment on column core.vintage.ordinal is 'A higher one replaces a lower one; equal ones are ordered by the date of release, then by arrival. 中文：数大者替代数小者；相同则依发布日期、再依到达先后';
comment on column core.vintage.status is 'reported by a respondent; estimated: worked out before or instead of a count; preliminary: a first figure that a later one replaces as a matter of course; published; revised, as after a census; or unverified: no official release has it. 中文：reported 填报数；estimated 预计数；preliminary 初步数；published 公布数；revised 修订数（如普查后）；unverified 未经核实';
comment on column core.vintage.title_zh is 'Chinese name; the name as received where the rule is about a word in it. 中文：中文名称；规则只针对名称中的词时为报送原文';
comment on column core.vintage.title_en is 'English name; the name as received where the rule is about a word in it. 中文：英文名称；规则只针对名称中的词时为报送原文';
comment on column core.vintage.note_en is 'Caveats for comparison with another vintage. 中文：与其他版本比较前须知';
