-- group: reference
-- access: public
create table core.indicator (
    indicator_id             varchar not null,
    title_zh                 varchar not null,
    title_en                 varchar not null,
    subject_kind             varchar not null,
    quantity_kind            varchar not null,
    may_be_negative          boolean not null,
    unit_id                  varchar not null,
    unit_zh                  varchar not null,
    unit_en                  varchar not null,
    price_basis              varchar not null,
    growth_method            varchar,
    january_february_since   integer,
    denominator_indicator_id varchar,
    scope_en                 varchar not null,
    definition_en            varchar not null,
    definition_zh            varchar not null,
    version                  varchar not null,
    valid_from               date not null,
    valid_to                 date,
    primary key (indicator_id)
);
comment on table core.indicator is 'What is measured: definition, unit, scope and price basis of an indicator. Holds no values.';
comment on column core.indicator.indicator_id is 'Stable name of the indicator, for example revenue or gdp.';
comment on column core.indicator.title_zh is 'Chinese name.';
comment on column core.indicator.title_en is 'English name.';
comment on column core.indicator.subject_kind is 'What it describes: enterprise, chain, region, world or programme.';
comment on column core.indicator.quantity_kind is 'flow (adds up over months), stock (at an instant), price, index, share, change (a rate of growth) or count.';
comment on column core.indicator.may_be_negative is 'Whether a value below zero says something: of a profit or a rate of growth it does. Of anything else it is an error, or more taken back than came.';
comment on column core.indicator.unit_id is 'Unit in which its values are stored; product means the unit of the product.';
comment on column core.indicator.unit_zh is 'The unit as written in Chinese.';
comment on column core.indicator.unit_en is 'The unit as written in English.';
comment on column core.indicator.price_basis is 'current, constant or none (not a money value).';
comment on column core.indicator.growth_method is 'For a published rate of growth: nominal (levels as published), same_base (a base collected again for the same units, 同口径) or comparable_prices (price changes taken out, 可比价). Two methods never stand on one line.';
comment on column core.indicator.january_february_since is 'First year of which January and February are published only together, as the year to date of February; null where each has a month of its own. Differs by indicator (docs/sources/calendar.md).';
comment on column core.indicator.denominator_indicator_id is 'For a share: the indicator it is divided by. Shares with different denominators never stand on one line.';
comment on column core.indicator.scope_en is 'Which units it covers.';
comment on column core.indicator.definition_en is 'Definition, English.';
comment on column core.indicator.definition_zh is 'Definition, Chinese.';
comment on column core.indicator.version is 'Version of the definition.';
comment on column core.indicator.valid_from is 'First day on which the definition is in use.';
comment on column core.indicator.valid_to is 'Last day on which it is in use; null while it is.';
