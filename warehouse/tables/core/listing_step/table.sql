-- group: enterprise
-- access: public
create table core.listing_step (
    listing_step_id varchar not null,
    enterprise_id varchar not null,
    milestone varchar not null,
    board_id varchar,
    step_status varchar not null,
    planned_date date,
    reached_date date,
    raised_cny decimal(38, 2),
    is_synthetic boolean not null,
    is_flagged    boolean not null default false,
    submission_id varchar not null,
    source_sheet varchar not null,
    source_row integer not null,
    sheet_id      varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (listing_step_id)
);
comment on table core.listing_step is 'How far an enterprise is on its way to a board: share reform, quotation, listing; the newest return.';
comment on column core.listing_step.listing_step_id is 'Enterprise, milestone and board.';
comment on column core.listing_step.enterprise_id is 'The enterprise.';
comment on column core.listing_step.is_synthetic is 'True where it is invented sample data.';
comment on column core.listing_step.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row.';
comment on column core.listing_step.submission_id is 'File that it comes from.';
comment on column core.listing_step.source_sheet is 'Sheet of that file.';
comment on column core.listing_step.source_row is 'Row of that sheet.';
comment on column core.listing_step.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it.';
