# syntax=docker/dockerfile:1
ARG NODE_IMAGE=node:26-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
# The image has its own Node, so the packages that bring one stay behind.
RUN npm run build && node deploy/assemble.ts /out --without-node

FROM ${NODE_IMAGE}
LABEL org.opencontainers.image.title="Plantwatch" \
      org.opencontainers.image.licenses="Apache-2.0"
ENV NODE_ENV=production \
    PLANTWATCH_DATA=/var/lib/plantwatch
RUN install --directory --owner=node --group=node --mode=0700 /var/lib/plantwatch
COPY --from=build /out /opt/plantwatch
WORKDIR /opt/plantwatch
USER node
VOLUME /var/lib/plantwatch
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "deploy/compose/healthy.mjs"]
ENTRYPOINT ["node", "app/bin.mjs"]
CMD ["up", "--config", "/etc/plantwatch/plantwatch.yaml"]
