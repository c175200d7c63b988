-- What gateways speak to the upstream of a version: HTTP/1.1, or HTTP/2 with TLS (h2) or without (h2c), as gRPC needs.
alter table api_versions
  add column upstream_protocol text not null default 'http1' check (upstream_protocol in ('http1', 'h2', 'h2c'));
