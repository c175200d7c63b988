import type { Role } from '@tollgate/domain/roles';
import type { PolicyUse } from '@tollgate/domain/snapshot';
import { integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { createdAt, instant, tenantId, updatedAt } from './columns.ts';

/** A company that publishes APIs. */
export const tenants = pgTable('tenants', {
  id: text('id').primaryKey(),
  slug: text('slug').notNull(),
  name: text('name').notNull(),
  currency: text('currency').notNull().default('USD'),
  hosts: text('hosts').array().notNull().default([]),
  policies: jsonb('policies').$type<PolicyUse[]>().notNull().default([]),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
});

/** Who signs in to the console; only the system role sees them. */
export const people = pgTable('people', {
  id: text('id').primaryKey(),
  email: text('email').notNull(),
  name: text('name').notNull(),
  passwordHash: text('password_hash').notNull(),
  resetHash: text('reset_hash'),
  resetExpiresAt: instant('reset_expires_at'),
  createdAt: createdAt(),
});

/** A person of a tenant. */
export const members = pgTable(
  'members',
  {
    tenantId: tenantId(),
    id: text('id').notNull(),
    personId: text('person_id').notNull(),
    email: text('email').notNull(),
    name: text('name').notNull(),
    role: text('role').$type<Role>().notNull(),
    sessionVersion: integer('session_version').notNull().default(1),
    enteredAt: instant('entered_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
);

/** An open offer to become a member. */
export const invitations = pgTable(
  'invitations',
  {
    tenantId: tenantId(),
    id: text('id').notNull(),
    email: text('email').notNull(),
    role: text('role').$type<Role>().notNull(),
    tokenHash: text('token_hash').notNull(),
    invitedBy: text('invited_by'),
    expiresAt: instant('expires_at').notNull(),
    acceptedAt: instant('accepted_at'),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
);

/** Failed sign-ins per e-mail or address. */
export const signInAttempts = pgTable('sign_in_attempts', {
  key: text('key').primaryKey(),
  failures: integer('failures').notNull(),
  windowEndsAt: instant('window_ends_at').notNull(),
});

/** Management tokens. */
export const tokens = pgTable(
  'tokens',
  {
    tenantId: tenantId(),
    id: text('id').notNull(),
    name: text('name').notNull(),
    hash: text('hash').notNull(),
    preview: text('preview').notNull(),
    role: text('role').$type<Role>().notNull(),
    createdBy: text('created_by'),
    memberId: text('member_id'),
    expiresAt: instant('expires_at'),
    revokedAt: instant('revoked_at'),
    lastUsedAt: instant('last_used_at'),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
);
