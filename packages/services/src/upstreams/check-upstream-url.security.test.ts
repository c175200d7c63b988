import { isDomainError } from '@tollgate/domain/errors';
import { describe, expect, test } from 'vitest';
import type { Ctx } from '../context/ctx.ts';
import { checkUpstreamUrl } from './check-upstream-url.ts';

// The check needs no store: only what the operator allowed.
const withAllowed = (...allowedPrivateUpstreams: string[]) =>
  ({ settings: { allowedPrivateUpstreams } }) as unknown as Ctx;

async function refusalOf(url: string, ...allowed: string[]) {
  try {
    return { url: await checkUpstreamUrl(withAllowed(...allowed), url, 'upstreamUrl') };
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return { code: error.code, location: error.errors[0]?.location };
  }
}
const refused = { code: 'upstream_address_forbidden', location: 'upstreamUrl' };

describe('an upstream that points inward is refused, however it is written', () => {
  test.each([
    'http://127.0.0.1',
    'http://127.0.0.1:8080/admin',
    'http://127.1',
    'http://127.0.1',
    'http://2130706433',
    'http://0x7f000001',
    'http://0x7f.0.0.1',
    'http://0x7F.0x0.0x0.0x1',
    'http://017700000001',
    'http://0177.0.0.1',
    'http://00000177.0.0.01',
    'http://127.0.0.1.',
    'http://１２７.０.０.１',
    'http://①②⑦.⓪.⓪.①',
    'http://127。0。0。1',
    'http://0',
    'http://0.0.0.0',
    'http://[::]',
    'http://[::1]',
    'http://[0:0:0:0:0:0:0:1]:80',
    'http://[::ffff:127.0.0.1]',
    'http://[::ffff:7f00:1]',
    'http://[0:0:0:0:0:ffff:7f00:0001]',
    'http://[::127.0.0.1]',
    'http://[64:ff9b::127.0.0.1]',
    'http://[2002:7f00:1::]',
    'http://[fe80::1]',
    'http://[fd12:3456::1]',
    'http://[ff02::1]',
    'http://localhost',
    'http://localhost.',
    'http://LOCALHOST:3000',
    'http://loc%61lhost',
    'http://ⓛocalhost',
    'http://10.0.0.5',
    'http://172.16.0.1',
    'http://192.168.1.1',
    'http://100.64.0.1',
    'http://169.254.169.254/latest/meta-data/',
    'http://[::ffff:169.254.169.254]/',
    'http://2852039166/',
    'http://0xA9FEA9FE/',
    'http://0251.0376.0251.0376/',
    'http://[fd00:ec2::254]/',
    'https://192.0.0.192',
    'http://198.18.0.1',
    'http://224.0.0.1',
    'http://255.255.255.255',
  ])('%s', async (url) => {
    expect(await refusalOf(url)).toEqual(refused);
  });
});

describe('what is no plain http address is refused', () => {
  test.each([
    '',
    'api.example.com',
    '//1.1.1.1',
    'http://',
    'http:///etc/passwd',
    'http://a b.example',
    'http://999.1.1.1',
    'http://1.1.1.1:99999',
    'http://[::1',
    'file:///etc/passwd',
    'gopher://1.1.1.1:70/_x',
    'ftp://1.1.1.1',
    'ws://1.1.1.1',
    'dict://1.1.1.1:11211/stat',
    'unix:/var/run/docker.sock',
    'data:text/plain,x',
    'javascript:alert(1)',
    'http://user@1.1.1.1',
    'http://user:secret@1.1.1.1',
    'http://:secret@1.1.1.1',
    'http://1.1.1.1@127.0.0.1',
    'http://127.0.0.1#@1.1.1.1',
    'http://1.1.1.1?x=1',
    'http://1.1.1.1/?',
    'http://1.1.1.1/#',
    'http://1.1.1.1/v1#part',
    'http://there-is-no-such-name.invalid',
  ])('%j', async (url) => {
    expect(await refusalOf(url)).toEqual(refused);
  });
});

describe('a public address is taken, without its final slash', () => {
  test.each([
    ['https://1.1.1.1', 'https://1.1.1.1'],
    ['https://1.1.1.1:8443/v1/', 'https://1.1.1.1:8443/v1'],
    ['  https://1.1.1.1/a/../b//  ', 'https://1.1.1.1/b'],
    ['HTTPS://[2606:4700:4700::1111]/', 'https://[2606:4700:4700::1111]'],
    ['https:\\\\1.1.1.1\\v1', 'https://1.1.1.1/v1'],
  ])('%s', async (url, taken) => {
    expect(await refusalOf(url)).toEqual({ url: taken });
  });
});

describe('an operator allows a private upstream by host and port', () => {
  test.each([
    ['http://127.0.0.1:4010/v1', '127.0.0.1:4010'],
    ['http://2130706433:4010', '127.0.0.1:4010'],
    ['http://localhost:4010', 'localhost:4010'],
    ['http://10.0.0.5', '10.0.0.5:80'],
    ['https://10.0.0.5', '10.0.0.5:443'],
    ['http://[::1]:4010', '::1:4010'],
  ])('%s by %s', async (url, allowed) => {
    expect(await refusalOf(url, allowed)).toHaveProperty('url');
  });

  test.each([
    ['http://127.0.0.1:4011', '127.0.0.1:4010'],
    ['http://127.0.0.1', '127.0.0.1:4010'],
    ['http://localhost:4010', '127.0.0.1:4010'],
    ['http://127.0.0.2:4010', '127.0.0.1:4010'],
    ['http://127.0.0.1:40100', '127.0.0.1:4010'],
    ['http://user@127.0.0.1:4010', '127.0.0.1:4010'],
    ['http://127.0.0.1:4010', ''],
  ])('but not %s by %s', async (url, allowed) => {
    expect(await refusalOf(url, allowed)).toEqual(refused);
  });
});
