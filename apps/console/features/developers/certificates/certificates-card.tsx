import type { Certificate } from '@tollgate/contract/credentials/certificates';
import { Badge, StatusBadge } from '@tollgate/ui/data/badge';
import { DataTable } from '@tollgate/ui/data/data-table';
import { RelativeTime } from '@tollgate/ui/data/relative-time';
import type { TableColumn } from '@tollgate/ui/data/table-column';
import { Button } from '@tollgate/ui/forms/button';
import { Card } from '@tollgate/ui/layout/card';
import { EmptyState } from '@tollgate/ui/layout/empty-state';
import { ConfirmDialog } from '@tollgate/ui/overlay/confirm-dialog';
import { KEY_TONES } from '../status-tones.ts';
import { endCertificate } from './actions.ts';
import { RegisterCertificate } from './register-certificate.tsx';

/** Props of `CertificatesCard`. */
export type CertificatesCardProps = {
  appId: string;
  certificates: Certificate[];
  refusal: string | undefined;
};

const COLUMNS: TableColumn<Certificate>[] = [
  {
    id: 'name',
    header: 'Name',
    cell: ({ name, subject }) => name || subject || 'unnamed',
  },
  {
    id: 'fingerprint',
    header: 'SHA-256 fingerprint',
    cell: ({ fingerprint }) => (
      <code className="break-all font-mono text-xs" title={fingerprint}>
        {fingerprint.slice(0, 16)}…
      </code>
    ),
  },
  { id: 'environment', header: 'Environment', cell: ({ environment }) => <Badge>{environment}</Badge> },
  {
    id: 'status',
    header: 'Status',
    cell: ({ status }) => <StatusBadge tone={KEY_TONES[status]}>{status}</StatusBadge>,
  },
  {
    id: 'expiresAt',
    header: 'Expires',
    isWideOnly: true,
    cell: ({ expiresAt }) => (expiresAt ? <RelativeTime at={expiresAt} /> : 'not told'),
  },
];

/** The client certificates of an app, revoked ones included. */
export function CertificatesCard({ appId, certificates, refusal }: CertificatesCardProps) {
  return (
    <Card
      title="Client certificates"
      isFlush
      actions={<RegisterCertificate appId={appId} refusal={refusal} />}
    >
      <DataTable
        label="Client certificates"
        narrow="cards"
        columns={COLUMNS}
        rows={certificates}
        getRowId={({ id }) => id}
        emptyState={
          <EmptyState title="No certificates yet">
            For API versions with the policy Client certificate, at gateways that take TLS.
          </EmptyState>
        }
        rowActions={(certificate) =>
          certificate.status === 'revoked' ? null : (
            <RevokeCertificate certificate={certificate} refusal={refusal} />
          )
        }
      />
    </Card>
  );
}

function RevokeCertificate({
  certificate,
  refusal,
}: {
  certificate: Certificate;
  refusal: string | undefined;
}) {
  const name = certificate.name || certificate.fingerprint.slice(0, 16);
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" variant="ghost" disabledReason={refusal}>
          Revoke
        </Button>
      }
      title={`Revoke certificate ${name}?`}
      confirmLabel="Revoke certificate"
      onConfirm={endCertificate.bind(null, certificate.id)}
    >
      Within a second calls with it are refused with 401. This cannot be undone; it can be registered anew.
    </ConfirmDialog>
  );
}
