import {
  Bot,
  Brain,
  CircleAlert,
  CircleStop,
  FileText,
  Globe,
  type LucideIcon,
  MessageSquare,
  Minimize2,
  PencilLine,
  Plug,
  Search,
  Settings2,
  Slash,
  SquareTerminal,
  UserRound,
  Wrench,
} from 'lucide-react';
import type { Activity, MessageType } from '../live/types';

export interface Kind {
  icon: LucideIcon;
  /** The family's hue; the icon alone wears it. */
  hue: string;
}

const families: [RegExp, Kind][] = [
  [/^mcp__/, { icon: Plug, hue: 'text-hue-mcp' }],
  [/^(Read|NotebookRead|LS)$/, { icon: FileText, hue: 'text-hue-read' }],
  [/^(Edit|MultiEdit|Write|NotebookEdit)$/, { icon: PencilLine, hue: 'text-hue-write' }],
  [/^(Bash|BashOutput|KillShell|PowerShell|Monitor)$/, { icon: SquareTerminal, hue: 'text-hue-run' }],
  [/^(Grep|Glob|ToolSearch|LSP)$/, { icon: Search, hue: 'text-hue-search' }],
  [/^(Task|Agent|Workflow|SendMessage)/, { icon: Bot, hue: 'text-hue-agent' }],
  [/^Web/, { icon: Globe, hue: 'text-hue-web' }],
];

const types: Record<MessageType, Kind> = {
  prompt: { icon: UserRound, hue: 'text-accent' },
  text: { icon: MessageSquare, hue: 'text-muted' },
  thinking: { icon: Brain, hue: 'text-thinking' },
  tool_use: { icon: Wrench, hue: 'text-muted' },
  tool_result: { icon: Wrench, hue: 'text-muted' },
  error: { icon: CircleAlert, hue: 'text-error' },
  compaction: { icon: Minimize2, hue: 'text-muted' },
  interrupted: { icon: CircleStop, hue: 'text-waiting-text' },
  command: { icon: Slash, hue: 'text-muted' },
  system: { icon: Settings2, hue: 'text-muted' },
};

export const typeNames: Record<MessageType, string> = {
  prompt: 'Prompt',
  text: 'Answer',
  thinking: 'Thinking',
  tool_use: 'Tool',
  tool_result: 'Result',
  error: 'Error',
  compaction: 'Compaction',
  interrupted: 'Interrupted',
  command: 'Command',
  system: 'System',
};

export function kindOf({ type, tool, is_error }: Pick<Activity, 'type' | 'tool' | 'is_error'>): Kind {
  if (is_error) return types.error;
  const family = tool === null ? undefined : families.find(([name]) => name.test(tool));
  return family?.[1] ?? types[type] ?? types.system;
}
