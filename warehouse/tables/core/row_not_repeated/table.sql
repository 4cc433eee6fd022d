-- group: delivery
-- access: closed
create table core.row_not_repeated (
    submission_id         varchar not null,
    source_sheet          varchar not null,
    earlier_submission_id varchar not null,
    earlier_sheet         varchar not null,
    earlier_row           integer not null,
    row_id                varchar not null,
    subject_id            varchar not null,
    product_code          varchar not null
);
comment on table core.row_not_repeated is 'Rows of a return that a later file of the same form and period, which repeats most of the return, omits. They stay in force. 中文：后报文件重报了同一表式、同一报告期的大部分数据而未再填报的行，仍然有效';
comment on column core.row_not_repeated.submission_id is 'The later file. 中文：后报文件';
comment on column core.row_not_repeated.source_sheet is 'Its sheet. 中文：其工作表';
comment on column core.row_not_repeated.earlier_submission_id is 'The newest file that gave the row. 中文：最后一次填报该行的文件';
comment on column core.row_not_repeated.earlier_sheet is 'Its sheet. 中文：该文件的工作表';
comment on column core.row_not_repeated.earlier_row is 'The row of that sheet. 中文：该工作表的行号';
comment on column core.row_not_repeated.row_id is 'File, sheet and row, as `longmai held withdraw-row` takes it: S000012/财务状况/21. 中文：文件、工作表与行号，用于 longmai held withdraw-row';
comment on column core.row_not_repeated.subject_id is 'The enterprise. 中文：企业标识';
comment on column core.row_not_repeated.product_code is 'The product; empty where the form has none. 中文：产品代码，表式无产品者为空串';
