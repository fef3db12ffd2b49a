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

/** What happened, as far as its icon, hue and line of text need it. */
export interface Happening {
  type: string;
  tool: string | null;
  target: string | null;
  summary: string;
  is_error: boolean;
  duration_ms?: number | null;
}

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

const other: Kind = { icon: Settings2, hue: 'text-muted' };
const failed: Kind = { icon: CircleAlert, hue: 'text-error' };

const types: Record<string, Kind> = {
  prompt: { icon: UserRound, hue: 'text-accent' },
  task: { icon: Bot, hue: 'text-hue-agent' },
  text: { icon: MessageSquare, hue: 'text-muted' },
  thinking: { icon: Brain, hue: 'text-thinking' },
  tool_use: { icon: Wrench, hue: 'text-muted' },
  tool_result: { icon: Wrench, hue: 'text-muted' },
  error: failed,
  compaction: { icon: Minimize2, hue: 'text-muted' },
  interrupted: { icon: CircleStop, hue: 'text-waiting-text' },
  command: { icon: Slash, hue: 'text-muted' },
  system: other,
};

export const typeNames: Record<string, string> = {
  prompt: 'Prompt',
  task: 'Task',
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

export function kindOf({ type, tool, is_error }: Happening): Kind {
  if (is_error) return failed;
  const family = tool === null ? undefined : families.find(([name]) => name.test(tool));
  return family?.[1] ?? types[type] ?? other;
}
