-- group: funding
create table core.fund (
    fund_id         varchar not null,
    name_zh         varchar not null,
    name_en         varchar not null,
    fund_kind       varchar not null,
    status          varchar not null,
    parent_fund_id  varchar,
    target_size_cny decimal(18, 2),
    industry_id     varchar,
    document_id     varchar not null,
    primary key (fund_id)
);
comment on table core.fund is 'Guide fund, sub-funds and other funds that the programme names. A sub-fund that no source names has no row, so do not count rows to know how many there are.';
comment on column core.fund.fund_id is 'Stable name of the fund.';
comment on column core.fund.name_zh is 'Short Chinese name.';
comment on column core.fund.name_en is 'Short English name.';
comment on column core.fund.fund_kind is 'guide, sub_fund (the guide fund holds a part), national or regional.';
comment on column core.fund.status is 'operating or planned, as of the 2016 plan.';
comment on column core.fund.parent_fund_id is 'Guide fund that holds a part of it; null for others.';
comment on column core.fund.target_size_cny is 'Announced size, yuan: committed money, not paid in; null where not published.';
comment on column core.fund.industry_id is 'Field that it invests in; null where it has none of the programme.';
comment on column core.fund.document_id is 'Document that names it.';
