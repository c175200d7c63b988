'use client';

import { createContext, useContext } from 'react';

const PortalContainerContext = createContext<HTMLElement | null>(null);

/** Names the element that menus and tooltips are mounted in: a modal dialog covers all that is outside of it. */
export const PortalContainer = PortalContainerContext.Provider;

/** The open dialog around this component, or null for the page itself. */
export function usePortalContainer(): HTMLElement | null {
  return useContext(PortalContainerContext);
}
