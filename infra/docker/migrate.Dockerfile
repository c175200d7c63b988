# Builds the one-shot job that brings the tables of both stores up to date. Context: the repository's root.
FROM node:26-slim AS manifests
WORKDIR /app
COPY . .
# Only what decides the dependencies, so that a change of source does not install them again.
RUN find . -type f ! -name package.json ! -name package-lock.json ! -name .npmrc -delete

FROM node:26-slim AS dependencies
WORKDIR /app
COPY --from=manifests /app ./
RUN npm ci --omit=dev --workspace=packages/db --workspace=packages/analytics

FROM node:26-slim
ENV NODE_ENV=production TZ=UTC
WORKDIR /app
COPY --from=dependencies /app ./
COPY packages ./packages
COPY migrations ./migrations
COPY infra/local/src ./infra/local/src
USER node
CMD ["node", "--enable-source-maps", "infra/local/src/migrate/main.ts"]
