'use client';

import {
  type AnchorHTMLAttributes,
  type ComponentType,
  createContext,
  type ReactNode,
  useContext,
} from 'react';

/** Props of every link: an anchor's, with `href` required. */
export type AppLinkProps = AnchorHTMLAttributes<HTMLAnchorElement> & { href: string; children?: ReactNode };

/** How components reach the app's router. */
export type Navigation = {
  /** Component that renders in-app links, such as `next/link`; a plain `<a>` when absent. */
  linkComponent?: ComponentType<AppLinkProps>;
  /** Path of the page shown now, used to mark the current navigation item. */
  pathname?: string;
  /** Goes to an in-app address without a click; falls back to a full page load. */
  navigate?: (href: string, options?: { replace?: boolean }) => void;
};

const NavigationContext = createContext<Navigation>({});

/** Injects the app's link component, current path and navigate function. */
export function LinkProvider({ children, ...navigation }: Navigation & { children: ReactNode }) {
  return <NavigationContext value={navigation}>{children}</NavigationContext>;
}

/** The injected router access, with fallbacks that work in a plain page. */
export function useNavigation(): Navigation & { navigate: NonNullable<Navigation['navigate']> } {
  const navigation = useContext(NavigationContext);
  return { ...navigation, navigate: navigation.navigate ?? navigateByLoading };
}

function navigateByLoading(href: string, options?: { replace?: boolean }) {
  if (options?.replace) window.location.replace(href);
  else window.location.assign(href);
}

/** A link: the injected component for addresses of this app, a plain anchor for all others. */
export function AppLink(props: AppLinkProps) {
  const { linkComponent: Component } = useContext(NavigationContext);
  const isInApp = props.href.startsWith('/') || props.href.startsWith('?');
  if (!Component || !isInApp || props.download !== undefined) return <a {...props}>{props.children}</a>;
  return <Component {...props} />;
}

/** Text styled as a link. */
export function TextLink({ className = '', ...props }: AppLinkProps) {
  return (
    <AppLink
      className={`rounded-sm text-accent-text underline decoration-accent-text/40 underline-offset-2 hover:decoration-accent-text ${className}`}
      {...props}
    />
  );
}
