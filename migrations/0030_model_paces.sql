-- +goose Up
-- How quickly a connected language model reads and writes, as measured on this
-- installation: package llm cuts prompts and forecasts waiting by it.
create table model_paces (
    provider   text             not null,
    model      text             not null,
    read_s     double precision not null, -- seconds for a new token of a prompt
    write_s    double precision not null, -- seconds for a token of a reply; 0 = not measured
    ratio      double precision not null, -- its tokens for each that is estimated; 0 = not measured
    measured   integer          not null, -- replies
    updated_at timestamptz      not null default now(),
    primary key (provider, model)
);

-- +goose Down
drop table model_paces;
