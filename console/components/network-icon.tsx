import {
  FileDown,
  FlaskConical,
  Globe,
  Mail,
  MessageCircle,
  MessageCircleHeart,
  Rss,
  type LucideIcon,
} from 'lucide-react';
import { hasMessage, t } from '../i18n/index.ts';

const ICONS: Record<string, LucideIcon> = {
  feed: Rss,
  mail: Mail,
  chat: MessageCircle,
  community: MessageCircleHeart,
  file: FileDown,
  import: FileDown,
  sample: FlaskConical,
};

/** The name of a network for people; the code itself when we have no better word. */
export function networkName(network: string): string {
  const key = `network.${network}`;
  return hasMessage(key) ? t(key) : network;
}

/** Where a post stands. With `hasName` the word is shown too, otherwise it is the icon's title. */
export function NetworkIcon({
  network,
  size = 14,
  hasName = false,
}: {
  network: string;
  size?: number;
  hasName?: boolean;
}) {
  const name = networkName(network);
  const Icon = ICONS[network] ?? Globe;
  return (
    <span className="network-icon" title={hasName ? undefined : name}>
      <span className="row">
        {network === 'bluesky' ? <Butterfly size={size} /> : <Icon size={size} aria-hidden />}
        <span className={hasName ? undefined : 'visually-hidden'}>{name}</span>
      </span>
    </span>
  );
}

function Butterfly({ size }: { size: number }) {
  return (
    <svg className="lucide" width={size} height={size} viewBox="0 0 24 24" fill="currentColor" aria-hidden>
      <path d="M12 11C10.900 8.700 7.600 4.800 4.700 3.400 2.600 2.400 1.500 3.100 1.500 5.600c0 2 .8 6.300 1.400 7.300 1 1.900 3.100 2.400 5.300 2-3.200.7-4.200 2.600-2 4.700C9.600 22.900 11.200 19.200 12 17c.8 2.200 2.400 5.900 5.800 2.600 2.200-2.100 1.200-4-2-4.700 2.200.4 4.300-.1 5.300-2 .6-1 1.400-5.300 1.400-7.300 0-2.500-1.100-3.200-3.200-2.200C16.400 4.800 13.100 8.700 12 11Z" />
    </svg>
  );
}
