import 'server-only';
import { makeActions } from '@tollgate/web/actions';
import { findCtx } from './session.ts';

export const { formAction, commandAction } = makeActions(findCtx);
