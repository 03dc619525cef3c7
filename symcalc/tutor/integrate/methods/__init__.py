"""The methods of integration, one file a method. A file here is found without being named."""
