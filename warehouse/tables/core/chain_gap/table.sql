-- group: enterprise
-- access: public
create table core.chain_gap (
    chain_gap_id       varchar not null,
    chain_id           varchar not null,
    chain_stage_id     varchar,
    node_name_zh       varchar not null,
    gap_kind           varchar not null,
    priority           varchar,
    need               varchar,
    candidate_partners varchar,
    noted_date         date,
    is_synthetic       boolean not null,
    is_flagged         boolean not null default false,
    submission_id      varchar not null,
    source_sheet       varchar not null,
    source_row         integer not null,
    sheet_id           varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (chain_gap_id)
);
comment on table core.chain_gap is 'What a chain lacks, as its newest list of gaps has it. A node without an enterprise (core.chain_stage.is_gap) that the list does not name is a finding about the list.';
comment on column core.chain_gap.chain_gap_id is 'Chain and ordinal in its list.';
comment on column core.chain_gap.chain_stage_id is 'The node; null where the chain has no such node, or several.';
comment on column core.chain_gap.is_synthetic is 'True where the gap is invented sample data.';
comment on column core.chain_gap.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row.';
comment on column core.chain_gap.submission_id is 'File that it comes from.';
comment on column core.chain_gap.source_sheet is 'Sheet of that file.';
comment on column core.chain_gap.source_row is 'Row of that sheet.';
comment on column core.chain_gap.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it.';
