using System.Text.Json;

namespace ClaudeLens.Sources.Transcripts;

internal static partial class LineReader
{
    /// <summary>A tool's input: the one value that says what it works on.</summary>
    internal static void Input(ref JsonScanner reader, ref ToolInput input)
    {
        input.Rank = LineKeys.NoTarget;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var rank = LineKeys.ToolTargets[reader.ValueSpan];
            if (reader.ValueTextEquals("subagent_type"u8))
                input.SubagentType = NextText(ref reader);
            else if (reader.ValueTextEquals("args"u8))
                input.Arguments = NextText(ref reader);
            else if (reader.ValueTextEquals("run_in_background"u8))
            {
                reader.Read();
                input.Background = True(ref reader);
            }
            else
            {
                var isPrompt = reader.ValueTextEquals("prompt"u8);
                var isDescription = reader.ValueTextEquals("description"u8);
                reader.Read();
                var value = rank switch
                {
                    LineKeys.QuestionsRank => FirstQuestion(ref reader),
                    LineKeys.TodosRank => CurrentTodo(ref reader),
                    _ => Text(ref reader),
                };
                if (isPrompt)
                    input.Prompt = value;
                if (isDescription)
                    input.Description = value;
                rank = rank == 0 ? LineKeys.AnyOther : rank;
                if (value.IsThere && value.Length > 0 && rank < input.Rank)
                    (input.Target, input.Rank, input.IsPath) = (value, rank, rank is LineKeys.FileRank or LineKeys.NotebookRank or LineKeys.PathRank);
            }
        }
    }

    private static Slice FirstQuestion(ref JsonScanner reader)
    {
        var question = default(Slice);
        Objects(ref reader, (ref reader) =>
        {
            if (!question.IsThere && reader.ValueTextEquals("question"u8))
                question = NextText(ref reader);
        }, static () => { });
        return question;
    }

    private static Slice CurrentTodo(ref JsonScanner reader)
    {
        Slice text = default, current = default;
        var inProgress = false;
        Objects(ref reader, (ref reader) =>
        {
            if (reader.ValueTextEquals("activeForm"u8) || (!text.IsThere && reader.ValueTextEquals("content"u8)))
                text = NextText(ref reader);
            else if (reader.ValueTextEquals("status"u8))
            {
                reader.Read();
                inProgress = reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("in_progress"u8);
                reader.Skip();
            }
        }, () =>
        {
            if (inProgress && !current.IsThere)
                current = text;
            (text, inProgress) = (default, false);
        });
        return current;
    }

    private delegate void ObjectProperty(ref JsonScanner reader);

    /// <summary>The properties of every object of an array.</summary>
    private static void Objects(ref JsonScanner reader, ObjectProperty take, Action end)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                take(ref reader);
                if (reader.TokenType == JsonTokenType.PropertyName)
                    Pass(ref reader);
            }
            end();
        }
    }
}
