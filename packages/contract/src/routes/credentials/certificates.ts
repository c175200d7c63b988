import {
  Certificate,
  CreateCertificateInput,
  ListCertificatesInput,
  RevokeCertificateInput,
} from '../../credentials/certificates.ts';
import { defineRoute } from '../route.ts';

export const listCertificatesRoute = defineRoute({
  id: 'listCertificates',
  method: 'GET',
  path: '/v1/certificates',
  tag: 'Client certificates',
  summary: 'List client certificates',
  role: 'viewer',
  input: ListCertificatesInput,
  output: Certificate,
  answer: 'list',
});

export const createCertificateRoute = defineRoute({
  id: 'createCertificate',
  method: 'POST',
  path: '/v1/certificates',
  tag: 'Client certificates',
  summary: 'Register a client certificate for an app',
  description: 'Gateways know the app by it within a second, where an API version has the policy `mtls`.',
  role: 'editor',
  input: CreateCertificateInput,
  output: Certificate,
  answer: 'one',
  status: 201,
  problems: ['not_found', 'limit_reached', 'conflict'],
  example: {
    appId: 'app_1C3XR6GzvAbCdEfGhJkMnP',
    name: 'Server',
    certificate: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  },
});

export const revokeCertificateRoute = defineRoute({
  id: 'revokeCertificate',
  method: 'POST',
  path: '/v1/certificates/{certificateId}/revoke',
  tag: 'Client certificates',
  summary: 'Revoke a client certificate',
  description: 'Gateways refuse it within a second. Revoking it again changes nothing.',
  role: 'editor',
  input: RevokeCertificateInput,
  output: Certificate,
  answer: 'one',
});
