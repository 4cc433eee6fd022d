-- group: reference
-- access: closed
create table core.vintage_rule (
    vintage_rule_id varchar not null,
    name_pattern    varchar,
    rank            integer not null,
    ordinal         integer not null,
    status          varchar not null,
    title_zh        varchar not null,
    title_en        varchar not null,
    note_en         varchar,
    primary key (vintage_rule_id)
);
comment on table core.vintage_rule is 'Names of releases, and words in names, with the finality of the figures and the order of replacement. Release dates are often unknown, so the order is declared. 中文：数据版本名称及其用词：说明数据的确定程度和替代顺序，发布日期常不可知，故明列次序';
comment on column core.vintage_rule.vintage_rule_id is 'The name of the vintage that the rule is about, where it has no pattern. 中文：规则针对的版本名称（无匹配式时）';
comment on column core.vintage_rule.name_pattern is 'Regular expression (RE2), matched anywhere in the name of a vintage; null for a rule about one name. 中文：版本名称的匹配式（RE2 正则表达式），只针对一个名称时为空';
comment on column core.vintage_rule.rank is 'The matching rule of the lowest rank applies. 中文：名称符合多条规则时，取序位最小者';
comment on column core.vintage_rule.ordinal is 'A higher one replaces a lower one; equal ones are ordered by the date of release, then by arrival. 中文：数大者替代数小者；相同则依发布日期、再依到达先后';
comment on column core.vintage_rule.status is 'reported by a respondent; estimated: worked out before or instead of a count; preliminary: a first figure that a later one replaces as a matter of course; published; revised, as after a census; or unverified: no official release has it. 中文：reported 填报数；estimated 预计数；preliminary 初步数；published 公布数；revised 修订数（如普查后）；unverified 未经核实';
comment on column core.vintage_rule.title_zh is 'Chinese name. 中文：中文名称';
comment on column core.vintage_rule.title_en is 'English name. 中文：英文名称';
comment on column core.vintage_rule.note_en is 'Caveats for comparison with another vintage. 中文：与其他版本比较前须知';
