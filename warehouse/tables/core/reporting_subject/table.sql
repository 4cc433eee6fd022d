-- group: measurement
-- access: closed
create table core.reporting_subject (
    submission_number bigint not null,
    subject_kind      varchar not null,
    subject_code      varchar not null,
    subject_id        varchar not null,
    is_counted        boolean not null,
    primary key (submission_number, subject_kind, subject_code)
);
comment on table core.reporting_subject is 'Whom each code of each file means: an enterprise by any code that it ever had, a region, the world market.';
comment on column core.reporting_subject.submission_number is 'The file.';
comment on column core.reporting_subject.subject_kind is 'enterprise, region or world.';
comment on column core.reporting_subject.subject_code is 'The code as the file gave it.';
comment on column core.reporting_subject.subject_id is 'enterprise_id, region_code or world.';
comment on column core.reporting_subject.is_counted is 'False where the file reports the same enterprise under a newer code too: the values under the older one wait in core.unmatched_observation.';
