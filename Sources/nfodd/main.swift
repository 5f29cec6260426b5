import ArgumentParser
print("nfodd")
