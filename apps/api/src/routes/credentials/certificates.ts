import * as routes from '@tollgate/contract/routes/credentials/certificates';
import { createCertificate } from '@tollgate/services/certificates/create-certificate';
import { listCertificates } from '@tollgate/services/certificates/list-certificates';
import { revokeCertificate } from '@tollgate/services/certificates/revoke-certificate';
import { bind } from '../../http/bind.ts';

export const certificateBindings = [
  bind(routes.listCertificatesRoute, listCertificates),
  bind(routes.createCertificateRoute, createCertificate),
  bind(routes.revokeCertificateRoute, revokeCertificate),
];
