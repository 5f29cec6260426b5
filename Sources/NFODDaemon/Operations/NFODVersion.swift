/// Which program this is. Both ends of the socket must be the same.
public enum NFODVersion {
    public static let current = "0.1.0"
}
