'use client';

export { PortalError as default } from '../../../shell/portal-error.tsx';
