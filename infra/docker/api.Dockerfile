# Builds the management API, the gateway feed and usage ingest. Context: the repository's root.
FROM node:26-slim AS manifests
WORKDIR /app
COPY . .
# Only what decides the dependencies, so that a change of source does not install them again.
RUN find . -type f ! -name package.json ! -name package-lock.json ! -name .npmrc -delete

FROM node:26-slim AS dependencies
WORKDIR /app
COPY --from=manifests /app ./
RUN npm ci --omit=dev --workspace=apps/api

FROM node:26-slim
ENV NODE_ENV=production HOST=0.0.0.0 TZ=UTC
WORKDIR /app
COPY --from=dependencies /app ./
COPY packages ./packages
COPY apps/api ./apps/api
USER node
ENV PORT=3002
EXPOSE 3002
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "apps/api/src/main.ts"]
