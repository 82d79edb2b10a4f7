import {
  Banknote,
  Boxes,
  ClipboardCheck,
  Cloud,
  CreditCard,
  Database,
  Headset,
  House,
  type LucideIcon,
  Package,
  ReceiptText,
  Settings,
  ShoppingBag,
  Users,
} from "lucide-react";

/** The icons of menu groups by name: the menu travels to the browser as data. */
export const menuIcons = {
  home: House,
  customers: Users,
  sales: ShoppingBag,
  billing: CreditCard,
  devices: Boxes,
  packages: Package,
  finance: Banknote,
  metering: ReceiptText,
  cloud: Cloud,
  service: Headset,
  approvals: ClipboardCheck,
  data: Database,
  system: Settings,
} satisfies Record<string, LucideIcon>;

export type MenuIcon = keyof typeof menuIcons;
