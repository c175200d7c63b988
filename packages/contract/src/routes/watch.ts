import {
  AuditEntry,
  DeleteGatewayInput,
  GatewayList,
  ListAuditInput,
  ListMailsInput,
  Mail,
} from '../watch.ts';
import { defineRoute, NoInput, NoOutput } from './route.ts';

export const listGatewaysRoute = defineRoute({
  id: 'listGateways',
  method: 'GET',
  path: '/v1/gateways',
  tag: 'Gateways',
  summary: 'List gateways and how far the newest change has come',
  role: 'viewer',
  input: NoInput,
  output: GatewayList,
  answer: 'whole',
});

export const deleteGatewayRoute = defineRoute({
  id: 'deleteGateway',
  method: 'DELETE',
  path: '/v1/gateways/{gatewayName}',
  tag: 'Gateways',
  summary: 'Remove a gateway that is gone for good',
  description:
    'Invoices of this tenant stop waiting for usage in its spool: what never arrives is not billed. Refused until it has been silent for 15 minutes. A gateway that reports again is back by itself.',
  role: 'admin',
  input: DeleteGatewayInput,
  output: NoOutput,
  answer: 'none',
  problems: ['conflict'],
});

export const listAuditRoute = defineRoute({
  id: 'listAudit',
  method: 'GET',
  path: '/v1/audit',
  tag: 'Audit log',
  summary: 'List who changed what, newest first',
  role: 'viewer',
  input: ListAuditInput,
  output: AuditEntry,
  answer: 'list',
});

export const listMailsRoute = defineRoute({
  id: 'listMails',
  method: 'GET',
  path: '/v1/mails',
  tag: 'Mails',
  summary: 'List mail that was sent or waits to be sent',
  role: 'admin',
  input: ListMailsInput,
  output: Mail,
  answer: 'list',
});
