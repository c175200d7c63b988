import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { waitFor } from '@tollgate/testkit/gateway/wait-for';

export interface NginxPorts {
  upstream: number;
  proxy: number;
}

const BODY = JSON.stringify({ code: 'FR', name: 'France', capital: 'Paris', filler: 'x'.repeat(900) });

/** Starts the upstream, and a bare proxy in front of it: one worker each, connections kept, nothing logged. */
export async function startNginx(program: string, folder: string, ports: NginxPorts) {
  const stops = [
    start(program, join(folder, 'nginx-upstream'), upstreamConfig(ports)),
    start(program, join(folder, 'nginx-proxy'), proxyConfig(ports)),
  ];
  for (const port of [ports.upstream, ports.proxy]) {
    await waitFor(() => answers(port), 5000, `nginx on port ${port}`);
  }
  return { stop: async () => void (await Promise.all(stops.map((stop) => stop()))) };
}

function start(program: string, folder: string, config: string): () => Promise<void> {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'nginx.conf');
  writeFileSync(file, withFrame(folder, config));
  const child = spawn(program, ['-p', folder, '-c', file, '-e', join(folder, 'error.log')], {
    stdio: 'ignore',
  });
  return () =>
    new Promise((resolve) => {
      child.once('exit', () => resolve());
      child.kill('SIGTERM');
    });
}

function withFrame(folder: string, http: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${join(folder, name)};`)
    .join('\n  ');
  return `daemon off;
worker_processes 1;
pid ${join(folder, 'nginx.pid')};
events { worker_connections 4096; }
http {
  access_log off;
  keepalive_requests 1000000000;
  keepalive_timeout 300s;
  ${temporary}
${http}
}
`;
}

function upstreamConfig({ upstream }: NginxPorts): string {
  return `  server {
    listen 127.0.0.1:${upstream} backlog=4096;
    location / { default_type application/json; return 200 '${BODY}'; }
  }`;
}

function proxyConfig({ upstream, proxy }: NginxPorts): string {
  return `  upstream api { server 127.0.0.1:${upstream}; keepalive 256; keepalive_requests 1000000000; }
  server {
    listen 127.0.0.1:${proxy} backlog=4096;
    location / { proxy_pass http://api; proxy_http_version 1.1; proxy_set_header Connection ""; }
  }`;
}

async function answers(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/`).then(
    (response) => response.ok,
    () => false,
  );
}
