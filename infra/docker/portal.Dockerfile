# Builds the portal, where developers work. Context: the repository's root.
FROM node:26-slim AS manifests
WORKDIR /app
COPY . .
# Only what decides the dependencies, so that a change of source does not install them again.
RUN find . -type f ! -name package.json ! -name package-lock.json ! -name .npmrc -delete

FROM node:26-slim AS build
WORKDIR /app
COPY --from=manifests /app ./
RUN npm ci --workspace=apps/portal --include-workspace-root
COPY tsconfig.base.json ./
COPY packages ./packages
COPY apps/portal ./apps/portal
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1
RUN cd apps/portal && node ../../node_modules/next/dist/bin/next build

FROM node:26-slim AS dependencies
WORKDIR /app
COPY --from=manifests /app ./
RUN npm ci --omit=dev --workspace=apps/portal

FROM node:26-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3001 TZ=UTC NEXT_TELEMETRY_DISABLED=1
WORKDIR /app
COPY --from=dependencies /app ./
COPY packages ./packages
COPY --from=build /app/apps/portal ./apps/portal
USER node
WORKDIR /app/apps/portal
EXPOSE 3001
CMD ["sh", "-c", "exec node ../../node_modules/next/dist/bin/next start --hostname \"$HOST\" --port \"$PORT\""]
