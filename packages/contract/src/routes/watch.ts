import { AuditEntry, GatewayList, ListAuditInput, ListMailsInput, Mail } from '../watch.ts';
import { defineRoute, NoInput } from './route.ts';

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
