# Builds the worker: rating, invoices, mail and webhooks. Context: the repository's root.
FROM node:26-slim AS manifests
WORKDIR /app
COPY . .
# Only what decides the dependencies, so that a change of source does not install them again.
RUN find . -type f ! -name package.json ! -name package-lock.json ! -name .npmrc -delete

FROM node:26-slim AS dependencies
WORKDIR /app
COPY --from=manifests /app ./
RUN npm ci --omit=dev --workspace=apps/worker

FROM node:26-slim
ENV NODE_ENV=production HOST=0.0.0.0 TZ=UTC
WORKDIR /app
COPY --from=dependencies /app ./
COPY packages ./packages
COPY apps/worker ./apps/worker
USER node
CMD ["node", "--enable-source-maps", "apps/worker/src/main.ts"]
