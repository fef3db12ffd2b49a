using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace ClaudeLens.Tests.House;

/// <summary>
/// Reads which feature uses types of which other feature out of the compiled assembly: bases, members, attributes and every
/// token in every method body. Inferred types, aliases and relative names cannot hide from it.
/// </summary>
internal sealed class AssemblyArrows : ISignatureTypeProvider<bool, string>
{
    private readonly MetadataReader _metadata;
    private readonly PEReader _image;
    private readonly string _root;
    private readonly HashSet<(string, string)> _found = [];
    private string _from = "";

    private AssemblyArrows(PEReader image, string root) => (_image, _metadata, _root) = (image, image.GetMetadataReader(), root);

    public static IReadOnlySet<(string From, string To)> Read(string assembly, string rootNamespace = "ClaudeLens.")
    {
        using var image = new PEReader(File.OpenRead(assembly));
        var arrows = new AssemblyArrows(image, rootNamespace);
        foreach (var type in arrows._metadata.TypeDefinitions) arrows.Visit(type);
        return arrows._found;
    }

    private void Visit(TypeDefinitionHandle handle)
    {
        if (FeatureOf(handle) is not { } feature) return;
        _from = feature;
        var type = _metadata.GetTypeDefinition(handle);
        Follow(type.BaseType);
        foreach (var i in type.GetInterfaceImplementations()) Follow(_metadata.GetInterfaceImplementation(i).Interface);
        foreach (var p in type.GetGenericParameters()) VisitConstraints(p);
        foreach (var f in type.GetFields()) _metadata.GetFieldDefinition(f).DecodeSignature(this, "");
        foreach (var p in type.GetProperties()) Attributes(_metadata.GetPropertyDefinition(p).GetCustomAttributes());
        Attributes(type.GetCustomAttributes());
        foreach (var m in type.GetMethods()) Visit(_metadata.GetMethodDefinition(m));
    }

    private void Visit(MethodDefinition method)
    {
        method.DecodeSignature(this, "");
        foreach (var p in method.GetGenericParameters()) VisitConstraints(p);
        Attributes(method.GetCustomAttributes());
        if (method.RelativeVirtualAddress == 0) return;
        var body = _image.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil) _metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(this, "");
        foreach (var region in body.ExceptionRegions) Follow(region.CatchType);
        foreach (var token in InstructionTokens.Read(body.GetILReader())) Follow(token);
    }

    private void VisitConstraints(GenericParameterHandle parameter)
    {
        foreach (var c in _metadata.GetGenericParameter(parameter).GetConstraints()) Follow(_metadata.GetGenericParameterConstraint(c).Type);
    }

    private void Attributes(CustomAttributeHandleCollection attributes)
    {
        foreach (var a in attributes) Follow(_metadata.GetCustomAttribute(a).Constructor);
    }

    private void Follow(EntityHandle handle)
    {
        if (handle.IsNil) return;
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                if (FeatureOf((TypeDefinitionHandle)handle) is { } to && to != _from) _found.Add((_from, to));
                break;
            case HandleKind.TypeSpecification:
                _metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(this, "");
                break;
            case HandleKind.MethodDefinition:
                Follow(_metadata.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.FieldDefinition:
                Follow(_metadata.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.MemberReference:
                Follow(_metadata.GetMemberReference((MemberReferenceHandle)handle).Parent);
                break;
            case HandleKind.MethodSpecification:
                var method = _metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                Follow(method.Method);
                method.DecodeSignature(this, "");
                break;
        }
    }

    private string? FeatureOf(TypeDefinitionHandle handle)
    {
        var type = _metadata.GetTypeDefinition(handle);
        while (type.GetDeclaringType() is { IsNil: false } outer) type = _metadata.GetTypeDefinition(outer);
        var name = _metadata.GetString(type.Namespace) + ".";
        return name.StartsWith(_root, StringComparison.Ordinal) && name.Length > _root.Length ? name[_root.Length..].Split('.')[0] : null;
    }

    private bool Found(EntityHandle handle)
    {
        Follow(handle);
        return true;
    }

    // Decoding a signature visits every type in it, however deep; only the definitions matter here.
    public bool GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => Found(handle);
    public bool GetTypeFromSpecification(MetadataReader reader, string context, TypeSpecificationHandle handle, byte rawTypeKind) => Found(handle);
    public bool GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => true;
    public bool GetArrayType(bool elementType, ArrayShape shape) => true;
    public bool GetByReferenceType(bool elementType) => true;
    public bool GetFunctionPointerType(MethodSignature<bool> signature) => true;
    public bool GetGenericInstantiation(bool genericType, ImmutableArray<bool> typeArguments) => true;
    public bool GetGenericMethodParameter(string context, int index) => true;
    public bool GetGenericTypeParameter(string context, int index) => true;
    public bool GetModifiedType(bool modifier, bool unmodifiedType, bool isRequired) => true;
    public bool GetPinnedType(bool elementType) => true;
    public bool GetPointerType(bool elementType) => true;
    public bool GetPrimitiveType(PrimitiveTypeCode typeCode) => true;
    public bool GetSZArrayType(bool elementType) => true;

    private static class InstructionTokens
    {
        private static readonly Dictionary<ushort, OpCode> OpCodes = typeof(OpCodes).GetFields()
            .Select(f => (OpCode)f.GetValue(null)!)
            .ToDictionary(o => unchecked((ushort)o.Value));

        public static List<EntityHandle> Read(BlobReader code)
        {
            var tokens = new List<EntityHandle>();
            while (code.RemainingBytes > 0)
            {
                ushort value = code.ReadByte();
                if (value == 0xFE) value = (ushort)(value << 8 | code.ReadByte());
                switch (OpCodes[value].OperandType)
                {
                    case OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok:
                        tokens.Add((EntityHandle)MetadataTokens.Handle(code.ReadInt32()));
                        break;
                    case OperandType.InlineSwitch:
                        var targets = code.ReadInt32();
                        code.Offset += targets * 4;
                        break;
                    case OperandType.InlineNone: break;
                    case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar: code.Offset += 1; break;
                    case OperandType.InlineVar: code.Offset += 2; break;
                    case OperandType.InlineI8 or OperandType.InlineR: code.Offset += 8; break;
                    default: code.Offset += 4; break;
                }
            }
            return tokens;
        }
    }
}
