-- group: enterprise
-- access: public
create table core.financing_round (
    financing_round_id varchar not null,
    enterprise_id varchar not null,
    round varchar,
    financing_date date not null,
    amount_cny decimal(38, 2) not null,
    investor_kind varchar,
    is_synthetic boolean not null,
    is_flagged    boolean not null default false,
    submission_id varchar not null,
    source_sheet varchar not null,
    source_row integer not null,
    sheet_id      varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (financing_round_id)
);
comment on table core.financing_round is 'Money that enterprises raised, by round and date, as the newest file has it. What funds of the programme paid is in core.fund_investment and may be part of a round: the two are not to be added.';
comment on column core.financing_round.financing_round_id is 'Enterprise, round and date.';
comment on column core.financing_round.enterprise_id is 'The enterprise.';
comment on column core.financing_round.is_synthetic is 'True where it is invented sample data.';
comment on column core.financing_round.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row.';
comment on column core.financing_round.submission_id is 'File that it comes from.';
comment on column core.financing_round.source_sheet is 'Sheet of that file.';
comment on column core.financing_round.source_row is 'Row of that sheet.';
comment on column core.financing_round.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it.';
