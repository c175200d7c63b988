'use client';

import { Switch } from '@tollgate/ui/forms/switch';
import { type ReactNode, useState } from 'react';

/** Props of `PartSwitch`. */
export type PartSwitchProps = {
  name: string;
  label: string;
  hint: string;
  isOnAtFirst: boolean;
  /** Fields that are shown and sent only while it is on. */
  children: ReactNode;
};

/** A part of a form that can be turned on, with its fields below. */
export function PartSwitch({ name, label, hint, isOnAtFirst, children }: PartSwitchProps) {
  const [isOn, setOn] = useState(isOnAtFirst);
  return (
    <div className="flex flex-col gap-4 border-t pt-4">
      <Switch
        name={`on.${name}`}
        label={label}
        hint={hint}
        checked={isOn}
        onChange={(event) => setOn(event.target.checked)}
      />
      {isOn ? children : null}
    </div>
  );
}
