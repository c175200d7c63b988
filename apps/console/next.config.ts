import { nextConfig } from '@tollgate/web/next-config';

export default nextConfig;
