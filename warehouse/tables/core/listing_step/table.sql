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
comment on table core.listing_step is 'How far an enterprise is on its way to a board: share reform, quotation, listing; the newest return. 中文：企业改制挂牌上市进度';
comment on column core.listing_step.listing_step_id is 'Enterprise, milestone and board. 中文：标识';
comment on column core.listing_step.enterprise_id is 'The enterprise. 中文：企业标识';
comment on column core.listing_step.milestone is 'Milestone. 中文：阶段';
comment on column core.listing_step.board_id is 'Board, the one aimed at; null for a share reform. 中文：拟上市板块，股改为空';
comment on column core.listing_step.step_status is 'Status. 中文：进度';
comment on column core.listing_step.planned_date is 'Day planned. 中文：计划完成日期';
comment on column core.listing_step.reached_date is 'Day reached. 中文：实际完成日期';
comment on column core.listing_step.raised_cny is 'Money raised by it (yuan). 中文：融资金额（元）';
comment on column core.listing_step.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
comment on column core.listing_step.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row. 中文：所依据的行有待定单元格';
comment on column core.listing_step.submission_id is 'Source file. 中文：来源文件标识';
comment on column core.listing_step.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.listing_step.source_row is 'Row of that sheet. 中文：来源行号';
comment on column core.listing_step.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it. 中文：来源文件与工作表标识';
