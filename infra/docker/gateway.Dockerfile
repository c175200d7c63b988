# Builds the gateway: the data plane. Context: the repository's root.
FROM node:26-slim AS manifests
WORKDIR /app
COPY . .
# Only what decides the dependencies, so that a change of source does not install them again.
RUN find . -type f ! -name package.json ! -name package-lock.json ! -name .npmrc -delete

FROM node:26-slim AS dependencies
WORKDIR /app
COPY --from=manifests /app ./
RUN npm ci --omit=dev --workspace=apps/gateway

FROM node:26-slim
ENV NODE_ENV=production HOST=0.0.0.0 TZ=UTC
WORKDIR /app
COPY --from=dependencies /app ./
COPY packages ./packages
COPY apps/gateway ./apps/gateway
# Configuration and the usage not yet shipped: it must outlive the container, and no two gateways may share it.
ENV GATEWAY_DATA_DIR=/data
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
ENV PORT=8080
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8081/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "apps/gateway/src/main.ts"]
